import { serviceUrl } from '../support/services.ts';
import { describeSql } from './describe-sql.ts';

describeSql('mariadb', 'MariaDB', await serviceUrl('mariadb'));
